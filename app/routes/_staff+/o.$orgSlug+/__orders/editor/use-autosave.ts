import { useFetcher, useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';

/** What the page's action says to the intent `autosave`. */
export interface AutosaveAnswer {
  autosave: { ok: true; version: number; at: string } | { ok: false; reason: string };
}

export type Autosaved = { state: 'none' } | { state: 'saving' } | { state: 'saved'; at: string } | { state: 'failed'; reason: string };

const waitMs = 1_500;

/**
 * Saves a draft quietly, a moment after the last change. One save at a time: the next waits for the version of the one
 * before. Nothing is sent while the page leads on (the person's own save has the whole form) nor without a connection.
 * @param text what stands in the form; null before it was read for the first time
 * @param drawn what the server has, as text; another one is a reason to save at once
 * @param read the form to be posted
 */
export function useAutosave({ isOn, text, drawn, version, read }: { isOn: boolean; text: string | null; drawn: string; version: number; read: () => FormData }) {
  const fetcher = useFetcher<AutosaveAnswer>();
  const [saved, setSaved] = useState<{ text: string | null; version: number }>({ text: null, version });
  const { state: navigation } = useNavigation();
  const isOnline = useOnline();
  const sent = useRef<string | null>(null);
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });
  const answer = fetcher.data?.autosave;
  useEffect(() => {
    if (answer?.ok) setSaved({ text: sent.current, version: answer.version });
  }, [answer]);

  const isChanged = text !== null && text !== (saved.text ?? drawn);
  const isBusy = fetcher.state !== 'idle';
  // at once, for a save that waited for this one
  const current = Math.max(saved.version, version, answer?.ok ? answer.version : 0);
  const { submit } = fetcher;
  useEffect(() => {
    // what was refused is not sent again before it changes
    if (!isOn || isBusy || !isChanged || !isOnline || navigation !== 'idle' || text === sent.current) return;
    const timer = setTimeout(() => {
      // the browser may know it before its event comes
      if (!navigator.onLine) return;
      const form = latest.current();
      form.set('intent', 'autosave');
      form.set('version', String(current));
      sent.current = text;
      submit(form, { method: 'post' });
    }, waitMs);
    return () => clearTimeout(timer);
  }, [isOn, isBusy, isChanged, isOnline, navigation, text, current, submit]);

  const state: Autosaved = isBusy ? { state: 'saving' } : !answer ? { state: 'none' } : answer.ok ? { state: 'saved', at: answer.at } : { state: 'failed', reason: answer.reason };
  return { ...state, version: current, isChanged };
}

/** Whether there is a connection, as far as the browser knows. */
function useOnline(): boolean {
  const [isOnline, setOnline] = useState(true);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    look();
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return isOnline;
}
