import type { PDFDocumentProxy } from "pdfjs-dist";
import type { TextContent } from "pdfjs-dist/types/src/display/api";

/** A PDF that is open: its pages can be drawn and read. */
export interface OpenPdf {
  readonly pageCount: number;
  /** The size of a page, in points (1/72 inch). Pages count from 1. */
  size(page: number): Promise<{ width: number; height: number }>;
  /** Draws a page at so many device pixels a point; the canvas takes its size. */
  draw(page: number, canvas: HTMLCanvasElement, scale: number, signal: AbortSignal): Promise<void>;
  /** The words of a page, for those who do not see it. */
  text(page: number): Promise<string>;
  close(): void;
}

/**
 * Opens a PDF. The reader is loaded with the first document: most people never see one. It runs in a
 * worker of the program's own files and evaluates no code, so the window's content policy holds.
 */
export async function openPdf(base64: string): Promise<OpenPdf> {
  const [{ getDocument, PDFWorker }, { default: Worker }] = await Promise.all([
    import("pdfjs-dist/legacy/build/pdf.mjs"),
    import("pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker"),
  ]);
  const port = new Worker();
  const worker = PDFWorker.create({ port });
  const task = getDocument({
    data: Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)),
    worker,
    isEvalSupported: false,
    // The documents bring their fonts; nothing is fetched.
    useSystemFonts: false,
    disableFontFace: false,
  });
  const close = (): void => {
    void task.destroy().finally(() => {
      worker.destroy();
      port.terminate();
    });
  };
  try {
    return opened(await task.promise, close);
  } catch (error) {
    close();
    throw error;
  }
}

function opened(document: PDFDocumentProxy, close: () => void): OpenPdf {
  return {
    pageCount: document.numPages,
    close,
    async size(number) {
      const { width, height } = (await document.getPage(number)).getViewport({ scale: 1 });
      return { width, height };
    },
    async draw(number, canvas, scale, signal) {
      const page = await document.getPage(number);
      if (signal.aborted) return;
      const viewport = page.getViewport({ scale });
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      const drawing = page.render({ canvas, viewport });
      signal.addEventListener("abort", () => drawing.cancel(), { once: true });
      await drawing.promise.catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    },
    async text(number) {
      const page = await document.getPage(number);
      // Read piece by piece: WebKit cannot iterate over a stream, as `getTextContent` would.
      const reader: ReadableStreamDefaultReader<TextContent> = page.streamTextContent().getReader();
      const words: string[] = [];
      for (;;) {
        // oxlint-disable-next-line no-await-in-loop
        const { done, value } = await reader.read();
        if (done) return words.join(" ");
        words.push(...value.items.map((item) => ("str" in item ? item.str : "")).filter(Boolean));
      }
    },
  };
}
