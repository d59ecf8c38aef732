declare module 'virtual:browser-scripts' {
  interface BrowserScript {
    code: string;
    hash: string;
    /** Address under which the server answers it. */
    path: string;
  }
  const scripts: Record<string, BrowserScript>;
  export default scripts;
}
