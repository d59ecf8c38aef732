/** A saved view as its list shows it. */
export interface ShownView {
  id: string;
  name: string;
  search: string;
  isShared: boolean;
  /** The person's list opens with it. */
  isDefault: boolean;
  isMine: boolean;
  mayChange: boolean;
  version: number;
}

export interface ViewBarData {
  /** The list as it is now, in its short form; empty when nothing is asked for. */
  search: string;
  views: ShownView[];
  /** The view that the list shows just as it was saved. */
  current: string | null;
  /** The view that the list began with before something was changed. */
  changed: string | null;
  mayShare: boolean;
}

/** What was wrong with the last try, with what was typed. */
export interface ViewError {
  intent: 'view.create' | 'view.rename' | 'view.update' | 'view.share' | 'view.unshare';
  message: string;
  name: string;
  isShared: boolean;
  isDefault: boolean;
}
