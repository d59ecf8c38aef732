import { describe, expect, it } from 'vitest';
import { unavailablePage } from './unavailable-page';

describe.each(['ru', 'en'] as const)('the page that needs nothing but itself, %s', (language) => {
  it.each(['database', 'busy', 'late', 'often', 'broken'] as const)('says %s and the id of the request', (why) => {
    const page = unavailablePage(language, 'request-0001', why);
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).toContain(`${language === 'ru' ? 'Номер запроса' : 'Request id'}: request-0001`);
    expect(page).toMatch(/<h1>[^<]{5,}<\/h1><p>[^<]{20,}<\/p>/);
    expect(page.includes('http-equiv="refresh"')).toBe(why !== 'often' && why !== 'broken');
    expect(page).not.toMatch(/<(script|link|img)/);
  });
});
