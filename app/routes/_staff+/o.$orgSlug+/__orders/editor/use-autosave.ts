import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';

/** What the page's action says to the intent `autosave`. */
export interface AutosaveAnswer {
  autosave: { ok: true; version: number; at: string } | { ok: false; reason: string };
}

export type Autosaved = { state: 'none' } | { state: 'saving' } | { state: 'saved'; at: string } | { state: 'failed'; reason: string };

const waitMs = 1_500;

/**
 * Saves a draft quietly, a moment after the last change. One save at a time: the next waits for the version of the one before.
 * @param text what stands in the form; null before it was read for the first time
 * @param drawn what the server has, as text; another one is a reason to save at once
 * @param read the form to be posted
 */
export function useAutosave({ isOn, text, drawn, version, read }: { isOn: boolean; text: string | null; drawn: string; version: number; read: () => FormData }) {
  const fetcher = useFetcher<AutosaveAnswer>();
  const [saved, setSaved] = useState<{ text: string | null; version: number }>({ text: null, version });
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
  const current = Math.max(saved.version, version);
  const { submit } = fetcher;
  useEffect(() => {
    // what was refused is not sent again before it changes
    if (!isOn || isBusy || !isChanged || text === sent.current) return;
    const timer = setTimeout(() => {
      const form = latest.current();
      form.set('intent', 'autosave');
      form.set('version', String(current));
      sent.current = text;
      submit(form, { method: 'post' });
    }, waitMs);
    return () => clearTimeout(timer);
  }, [isOn, isBusy, isChanged, text, current, submit]);

  const state: Autosaved = isBusy ? { state: 'saving' } : !answer ? { state: 'none' } : answer.ok ? { state: 'saved', at: answer.at } : { state: 'failed', reason: answer.reason };
  return { ...state, version: current, isChanged };
}
