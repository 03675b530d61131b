/** Text that a careless screen would run or take for markup: names and notes that somebody typed, or a machine sent. */
export const scripts: readonly string[] = [
  `<img src=x onerror="globalThis.ran=1">`,
  `<script>globalThis.ran=1</script>`,
  `"><svg onload=globalThis.ran=1>`,
  `'-globalThis.ran=1-'`,
  `javascript:globalThis.ran=1`,
  `<a href="javascript:globalThis.ran=1">x</a>`,
  `{{constructor.constructor('globalThis.ran=1')()}}`,
  `\${globalThis.ran=1}`,
  `<iframe srcdoc="<script>parent.ran=1</script>">`,
  `<style>*{display:none}</style>`,
  `&lt;b&gt;bold&lt;/b&gt;`,
  `</textarea><b>out</b>`,
];
