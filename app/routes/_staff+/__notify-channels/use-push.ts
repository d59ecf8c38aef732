import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';

/** `checking` until the page is alive; `failed`: the browser could not reach its maker's push service. */
export type PushState = 'checking' | 'unsupported' | 'denied' | 'off' | 'on' | 'failed';

const WORKER = '/push-worker.js';

function isSupported(): boolean {
  return window.isSecureContext && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

const sameBytes = (a: ArrayBuffer | null, b: Uint8Array) => a !== null && a.byteLength === b.length && new Uint8Array(a).every((byte, index) => byte === b[index]);

/** Subscribes at the browser's push service; a subscription made with other keys than the installation's gives way. */
async function subscribeBrowser(publicKey: string): Promise<PushSubscription> {
  await navigator.serviceWorker.register(WORKER);
  const { pushManager } = await navigator.serviceWorker.ready;
  const applicationServerKey = bytesOf(publicKey);
  const known = await pushManager.getSubscription();
  if (known && sameBytes(known.options.applicationServerKey, applicationServerKey)) return known;
  await known?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

/**
 * What this browser can do about notifications, and the way to switch them on.
 * @param isKnown whether the server knows this browser as one of the person's
 */
export function usePush(publicKey: string, isKnown: boolean): { state: PushState; isBusy: boolean; subscribe: () => void } {
  const fetcher = useFetcher();
  const [found, setFound] = useState<PushState>('checking');
  const [isAsking, setIsAsking] = useState(false);

  useEffect(() => {
    setFound(!isSupported() ? 'unsupported' : Notification.permission === 'denied' ? 'denied' : isKnown && Notification.permission === 'granted' ? 'on' : 'off');
  }, [isKnown]);

  async function subscribe() {
    setIsAsking(true);
    try {
      if ((await Notification.requestPermission()) !== 'granted') return setFound(Notification.permission === 'denied' ? 'denied' : 'off');
      const { endpoint, keys } = (await subscribeBrowser(publicKey)).toJSON();
      fetcher.submit({ intent: 'push.subscribe', endpoint: endpoint ?? '', p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' }, { method: 'post', action: '/profile/channels' });
    } catch {
      setFound('failed');
    } finally {
      setIsAsking(false);
    }
  }

  return { state: found, isBusy: isAsking || fetcher.state !== 'idle', subscribe: () => void subscribe() };
}
