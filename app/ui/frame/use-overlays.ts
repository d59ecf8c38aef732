import { useLocation, useNavigate } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { keepRecent, recordAt } from '../palette/recent-records';
import { focusListSearch, followPageLink, moveRow, selectRow } from '../shortcuts/page-actions';
import type { ShortcutAction } from '../shortcuts/shortcuts';
import { useShortcuts } from '../shortcuts/use-shortcuts';
import type { FrameData } from './frame-data';

export type Overlay = 'palette' | 'create' | 'help';

/** What lies over the page: opened by the keyboard and by the frame's buttons, closed by going elsewhere. */
export function useOverlays(frame: FrameData) {
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const navigate = useNavigate();
  const { key, pathname } = useLocation();
  useEffect(() => setOverlay(null), [key]);
  useEffect(() => {
    const record = recordAt(pathname);
    const label = document.title.split(' · ')[0];
    // only a page that was found says its name in title and heading: an error page leaves nothing behind
    if (record && label && document.querySelector('main h1')?.textContent?.includes(label)) keepRecent(frame.user.id, frame.org.slug, { ...record, label });
  }, [pathname, frame.user.id, frame.org.slug]);

  useShortcuts((action: ShortcutAction) => {
    switch (action.type) {
      case 'palette':
        setOverlay('palette');
        return true;
      case 'help':
        setOverlay('help');
        return true;
      case 'search':
        return focusListSearch();
      case 'row':
        return moveRow(action.step);
      case 'select':
        return selectRow();
      case 'edit':
        return followPageLink('edit');
      case 'new':
        if (followPageLink('new')) return true;
        if (frame.creatable.length > 0) setOverlay('create');
        return frame.creatable.length > 0;
      case 'go': {
        const place = frame.places.find((one) => one.key === action.place);
        if (place) void navigate(place.to);
        return Boolean(place);
      }
    }
  });
  return { overlay, open: setOverlay, close: () => setOverlay(null) };
}
