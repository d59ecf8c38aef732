import type { FieldMetadata } from '@conform-to/react';
import { getInputProps } from '@conform-to/react';
import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from './class-names';
import { controlClass, FieldFrame } from './field';

interface Props {
  field: FieldMetadata<string>;
  label: ReactNode;
  hint?: ReactNode;
  errorNs?: string;
  autoComplete: 'current-password' | 'new-password';
}

/** A password with a button that shows it; the button needs JavaScript and appears with it. */
export function PasswordField({ field, label, hint, errorNs, autoComplete }: Props) {
  const { t } = useTranslation('common');
  const [isShown, setShown] = useState(false);
  const [canShow, setCanShow] = useState(false);
  useEffect(() => setCanShow(true), []);
  const { key, ...input } = getInputProps(field, { type: isShown ? 'text' : 'password', ariaDescribedBy: hint ? field.descriptionId : undefined });
  const name = isShown ? t('password.hide') : t('password.show');
  const Icon = isShown ? EyeOff : Eye;
  return (
    <FieldFrame field={field as FieldMetadata<unknown>} label={label} hint={hint} errorNs={errorNs}>
      <div className="relative">
        <input key={key} {...input} autoComplete={autoComplete} autoCapitalize="none" spellCheck={false} className={cx(controlClass, canShow ? 'pr-11' : '')} />
        {canShow ? (
          <button
            type="button"
            aria-label={name}
            aria-pressed={isShown}
            title={name}
            onClick={() => setShown(!isShown)}
            className="absolute inset-y-0 right-0 grid w-11 place-items-center rounded-control text-muted hover:text-ink"
          >
            <Icon aria-hidden="true" className="size-4.5" />
          </button>
        ) : null}
      </div>
    </FieldFrame>
  );
}
