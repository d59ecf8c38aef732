import type { FieldMetadata } from '@conform-to/react';
import { MapPin } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ORDER_LIMITS } from '~/domain/orders/order-input';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { TextField } from '~/ui/field';
import type { PickChoice } from '~/ui/record-pick';
import { RecordPicker } from '~/ui/record-picker';


type Names = 'contactId' | 'newPhone' | 'newEmail' | 'address' | 'latitude' | 'longitude';

interface Props {
  fields: Record<Names, FieldMetadata<string>>;
  /** The client that is chosen; `new` for one that is to be made. */
  contact: PickChoice | null;
  /** A text that is no client yet, and what it may mean. */
  query: string;
  choices: readonly PickChoice[];
  optionsUrl: string;
  mayCreateContact: boolean;
  onPick: () => void;
}

/** Who the work is for and where. A client that is new is made with the order. */
export function ClientFields({ fields, contact, query, choices, optionsUrl, mayCreateContact, onPick }: Props) {
  const { t } = useTranslation('order-editor');
  const { contactId, newPhone, newEmail, address, latitude, longitude } = fields;
  const hasNew = [newPhone, newEmail].some(({ errors, initialValue }) => Boolean(errors ?? initialValue));
  const hasPoint = [latitude, longitude].some(({ errors, initialValue }) => Boolean(errors ?? initialValue));
  return (
    <Card title={t('client.title')}>
      <div className="flex flex-col gap-4">
        <RecordPicker
          field={contactId}
          label={t('client.contact')}
          errorNs="order-editor"
          optionsUrl={optionsUrl}
          selected={contact}
          query={contact ? undefined : query || undefined}
          choices={choices}
          createLabel={mayCreateContact ? (text) => t('client.create', { text }) : undefined}
          onPick={onPick}
        />
        {mayCreateContact ? (
          <details open={hasNew || undefined} className="-mt-2">
            <summary className="inline-block cursor-pointer text-13 text-accent underline-offset-4 hover:underline pointer-coarse:py-2.5">{t('client.new')}</summary>
            <p className="mt-1 mb-3 text-12 text-muted">{t('client.newHint')}</p>
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField field={newPhone} label={t('client.phone')} errorNs="order-editor" type="tel" inputMode="tel" autoComplete="off" maxLength={60} />
              <TextField field={newEmail} label={t('client.email')} errorNs="order-editor" inputMode="email" autoComplete="off" maxLength={300} />
            </div>
          </details>
        ) : null}
        <TextField field={address} label={t('client.address')} errorNs="order-editor" autoComplete="off" enterKeyHint="next" maxLength={ORDER_LIMITS.address} />
        <details open={hasPoint || undefined} className="-mt-2">
          <summary className="inline-block cursor-pointer text-13 text-accent underline-offset-4 hover:underline pointer-coarse:py-2.5">{t('client.point')}</summary>
          <div className="mt-2 flex flex-wrap items-start gap-4">
            <TextField field={latitude} label={t('client.latitude')} errorNs="order-editor" inputMode="decimal" autoComplete="off" maxLength={20} className="w-40" />
            <TextField field={longitude} label={t('client.longitude')} errorNs="order-editor" inputMode="decimal" autoComplete="off" maxLength={20} className="w-40" />
            <HereButton ids={[latitude.id, longitude.id]} />
          </div>
        </details>
      </div>
    </Card>
  );
}

/** Fills the coordinates with the place of the device, when asked to. */
function HereButton({ ids }: { ids: readonly [string, string] }) {
  const { t } = useTranslation('order-editor');
  const [isRefused, setRefused] = useState(false);
  const ask = () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setRefused(false);
        [coords.latitude, coords.longitude].forEach((degrees, index) => fill(ids[index] ?? '', degrees.toFixed(6)));
      },
      () => setRefused(true),
      { enableHighAccuracy: true, timeout: 10_000 },
    );
  };
  return (
    <div className="flex flex-col gap-1 sm:pt-6">
      <Button type="button" look="secondary" onClick={ask}><MapPin aria-hidden="true" className="size-4" />{t('client.here')}</Button>
      {isRefused ? <p role="status" className="text-12 text-muted">{t('client.noPlace')}</p> : null}
    </div>
  );
}

function fill(id: string, text: string) {
  const input = document.getElementById(id);
  if (!(input instanceof HTMLInputElement)) return;
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
