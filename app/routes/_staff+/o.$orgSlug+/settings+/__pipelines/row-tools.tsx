import { Form } from '@remix-run/react';
import { Archive, ArchiveRestore, ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';

const icon = 'w-8 px-0! pointer-coarse:w-11';

interface Props {
  /** Of the intents: "pipeline" gives pipeline-move and pipeline-archive, an empty one move and archive. */
  kind: '' | 'pipeline' | 'stage';
  id: string;
  name: string;
  isFirst: boolean;
  isLast: boolean;
}

/** Two arrows that put a row into another place of its list. */
export function MoveButtons({ kind, id, name, isFirst, isLast }: Props) {
  const { t } = useTranslation('pipelines');
  return (
    <Form method="post" preventScrollReset replace className="flex">
      <input type="hidden" name="intent" value={kind ? `${kind}-move` : 'move'} />
      <input type="hidden" name="id" value={id} />
      <Button name="direction" value="up" look="quiet" size="small" aria-label={t('moveUp', { name })} aria-disabled={isFirst || undefined} className={icon}><ArrowUp aria-hidden="true" className="size-4" /></Button>
      <Button name="direction" value="down" look="quiet" size="small" aria-label={t('moveDown', { name })} aria-disabled={isLast || undefined} className={icon}><ArrowDown aria-hidden="true" className="size-4" /></Button>
    </Form>
  );
}

/** Into the archive, or out of it. */
export function ArchiveButton({ kind, id, name, isArchived }: Pick<Props, 'kind' | 'id' | 'name'> & { isArchived: boolean }) {
  const { t } = useTranslation('pipelines');
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value={kind ? `${kind}-archive` : 'archive'} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="value" value={isArchived ? 'off' : 'on'} />
      <Button look="quiet" size="small" title={t(isArchived ? 'unarchive' : 'archive')} aria-label={t(isArchived ? 'unarchiveLabel' : 'archiveLabel', { name })} className={icon}>
        {isArchived ? <ArchiveRestore aria-hidden="true" className="size-4" /> : <Archive aria-hidden="true" className="size-4" />}
      </Button>
    </Form>
  );
}
