import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Notice } from "@/components/Notice";

import { type OpenPdf, openPdf } from "./pdf";
import type { Zoom } from "./zoom";

import styles from "./PaperPages.module.css";

/** CSS pixels in a point of paper. */
const PIXELS = 96 / 72;

interface PaperPagesProps {
  /** The PDF, base64. */
  pdf: string;
  /** What the document is called. */
  name: string;
  zoom: Zoom;
}

/** The pages of a document, one under the other, as they will be printed. */
export function PaperPages({ pdf, name, zoom }: PaperPagesProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const room = useRoom(frame);
  const { open, failed } = useOpenPdf(pdf);
  // Arrow keys turn the pages, unless the focus has gone on to something else.
  useEffect(() => {
    if (document.activeElement?.matches("[data-scope=paper]")) frame.current?.focus();
  }, []);
  if (failed) {
    return (
      <div className={styles.frame}>
        <Notice tone="danger" title={t("billing.paper.unreadable")}>
          {t("billing.paper.unreadableNext")}
        </Notice>
      </div>
    );
  }
  const pages = Array.from({ length: open?.pageCount ?? 0 }, (_, index) => index + 1);
  return (
    <>
      <p className={styles.count} role="status">
        {open ? t("billing.paper.pages", { count: open.pageCount }) : " "}
      </p>
      {/* A part that scrolls is reached by keyboard, or those without a mouse see the first page alone. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={frame} className={styles.frame} role="group" aria-label={name} tabIndex={0}>
        {open &&
          pages.map((number) => (
            <PaperPage
              key={number}
              open={open}
              number={number}
              of={open.pageCount}
              zoom={zoom}
              room={room}
            />
          ))}
      </div>
    </>
  );
}

interface PaperPageProps {
  open: OpenPdf;
  /** From 1. */
  number: number;
  of: number;
  zoom: Zoom;
  /** Pixels that a page may be wide when it is to fit. */
  room: number;
}

function PaperPage({ open, number, of, zoom, room }: PaperPageProps) {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const [text, setText] = useState("");
  useEffect(() => {
    let isOn = true;
    const read = async (): Promise<void> => {
      const paper = await open.size(number);
      if (isOn) setSize(paper);
      // A page is looked at before it is read aloud.
      const words = await open.text(number);
      if (isOn) setText(words);
    };
    read().catch(() => undefined);
    return () => {
      isOn = false;
    };
  }, [open, number]);

  const fits = size && room > 0 ? room / size.width : PIXELS;
  const scale = zoom === "fit" ? fits : (PIXELS * zoom) / 100;
  useEffect(() => {
    if (!canvas.current || !size) return;
    const stop = new AbortController();
    open.draw(number, canvas.current, scale * devicePixelRatio, stop.signal).catch(() => undefined);
    return () => stop.abort();
  }, [open, number, scale, size]);
  if (!size) return null;
  const page = t("billing.paper.page", { number, of });
  return (
    <figure className={styles.page} data-identity>
      <canvas
        ref={canvas}
        role="img"
        // The document places every letter itself; the direction of the window must not.
        dir="ltr"
        aria-label={page}
        className={styles.canvas}
        style={{ inlineSize: size.width * scale, blockSize: size.height * scale }}
      />
      <figcaption className="visually-hidden" dir="auto">
        {text}
      </figcaption>
    </figure>
  );
}

/** Opens the document, and closes it with the sheet. */
function useOpenPdf(pdf: string): { open: OpenPdf | null; failed: boolean } {
  const [open, setOpen] = useState<OpenPdf | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let isOn = true;
    let mine: OpenPdf | undefined;
    const read = async (): Promise<void> => {
      try {
        mine = await openPdf(pdf);
        if (isOn) setOpen(mine);
        else mine.close();
      } catch {
        if (isOn) setFailed(true);
      }
    };
    void read();
    return () => {
      isOn = false;
      mine?.close();
    };
  }, [pdf]);
  return { open, failed };
}

/** The pixels that a page may take, as the window stands. */
function useRoom(frame: RefObject<HTMLDivElement | null>): number {
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = (): void => {
      const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(element);
      const edges = Number.parseFloat(paddingInlineStart) + Number.parseFloat(paddingInlineEnd);
      setRoom(Math.max(0, element.clientWidth - edges));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [frame]);
  return room;
}
