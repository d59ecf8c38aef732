import { text } from 'node:stream/consumers';
import { renderToPipeableStream, renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { withoutNul } from './without-nul';

it('keeps every letter of a page that React writes in blocks', async () => {
  for (let shift = 0; shift < 4; shift += 1) {
    const page = (
      <main>
        {'x'.repeat(shift)}
        {Array.from({ length: 2_000 }, (_, index) => <p key={index} title="Сохранённые виды">Сваи ✓ «{index}» 👷</p>)}
      </main>
    );
    const body = withoutNul();
    const read = text(body);
    await new Promise<void>((resolve) => {
      const { pipe } = renderToPipeableStream(page, { onAllReady: () => { pipe(body); resolve(); } });
    });
    const html = await read;
    expect(html).not.toMatch(/[\0\uFFFD]/);
    expect(html).toBe(renderToString(page));
  }
});
