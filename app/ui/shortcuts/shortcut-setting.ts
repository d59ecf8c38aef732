const storageKey = 'teplo.single-key-shortcuts';

/** Whether shortcuts of one key without Ctrl are on: voice control types letters, so they can be switched off (WCAG 2.1.4). */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

/** Remembered on this device. */
export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(storageKey, on ? 'on' : 'off');
  } catch {
    // a browser without storage keeps them on
  }
}
