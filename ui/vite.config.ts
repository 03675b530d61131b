import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The window is WebKitGTK 2.50, WebView2 or WKWebView of the same age; the code and
// the style sheets ship as written for them (`light-dark()`, nesting, logical properties).
const engine = "safari18";

export default defineConfig({
  base: "./",
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  clearScreen: false,
  server: { port: 5173, strictPort: true, host: "127.0.0.1" },
  build: {
    target: engine,
    cssTarget: engine,
    outDir: "dist",
    emptyOutDir: true,
    // Everything is read from the disk beside the program: one file less costs more than it saves.
    chunkSizeWarningLimit: 1500,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  test: {
    environment: "jsdom",
    include: ["{src,look}/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/setup.ts"],
    css: { modules: { classNameStrategy: "non-scoped" } },
    restoreMocks: true,
    // Key presses into big forms are slow in a stand-in for a browser, and a busy machine is slower.
    testTimeout: 120_000,
  },
});
