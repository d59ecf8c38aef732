/** A short word about what has just been done, shown once on the next page. */
export interface Toast {
  /** Already translated. */
  message: string;
  tone: 'success' | 'error' | 'info';
  /** A form that the toast offers: posts these fields to this path. */
  undo?: { action: string; label: string; fields: Record<string, string> };
}
