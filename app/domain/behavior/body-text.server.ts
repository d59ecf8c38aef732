export class TooLargeError extends Error {
  override name = 'TooLargeError';
}

/**
 * The body as text. Throws TooLargeError by the declared length before reading, and while reading when none is declared.
 */
export async function readBodyText(request: Request, maxBytes: number): Promise<string> {
  const declared = request.headers.get('Content-Length');
  if (declared !== null) {
    if (Number(declared) > maxBytes) throw new TooLargeError();
    return request.text(); // node's HTTP server holds the sender to the declared length
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > maxBytes) throw new TooLargeError();
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString('utf8');
}
