import { useNavigation } from '@remix-run/react';
import { useEffect, useRef } from 'react';

/**
 * Calls back when a form was sent and its page has come back without refusing it: time to empty it.
 * @param intent the form's hidden `intent`
 * @param isRefused whether the page's action answered about this form
 */
export function useTaken(intent: string, isRefused: boolean, onTaken: () => void): void {
  const { state, formData } = useNavigation();
  const wasSent = useRef(false);
  const latest = useRef(onTaken);
  useEffect(() => {
    latest.current = onTaken;
  });
  useEffect(() => {
    if (formData?.get('intent') === intent) wasSent.current = true;
    if (state !== 'idle' || !wasSent.current) return;
    wasSent.current = false;
    if (!isRefused) latest.current();
  }, [state, formData, intent, isRefused]);
}
