/** Whether a line of a document's text begins a section: "2. Price", but not "2.1. The price is…". */
export function isHeading(line: string): boolean {
  return /^\d+\. /.test(line);
}
