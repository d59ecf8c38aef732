import { useSubmit } from '@remix-run/react';
import { useState, type DragEvent } from 'react';

interface Over {
  id: string;
  inside: boolean;
}

/** The upper third of a row means "in front of it", the rest "into it". */
const BEFORE_SHARE = 1 / 3;

/** Dragging a branch of the tree by its handle: what is dropped is posted like the buttons' forms. */
export function useBranchDrag() {
  const submit = useSubmit();
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<Over | null>(null);
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  return {
    handleProps: (id: string) => ({
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', id);
        const row = event.currentTarget.closest('li');
        if (row) event.dataTransfer.setDragImage(row, 16, 16);
        setDragged(id);
      },
      onDragEnd: end,
    }),
    rowProps: (id: string) => ({
      'data-drop': over?.id === id && dragged !== id ? (over.inside ? 'inside' : 'before') : undefined,
      'data-dragged': dragged === id ? '' : undefined,
      onDragOver: (event: DragEvent) => {
        if (!dragged || dragged === id) return;
        event.preventDefault();
        const { top, height } = event.currentTarget.getBoundingClientRect();
        const inside = event.clientY - top > height * BEFORE_SHARE;
        if (over?.id !== id || over.inside !== inside) setOver({ id, inside });
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        if (dragged && over) submit({ intent: 'category-move', id: dragged, target: over.id, inside: over.inside ? 'yes' : 'no' }, { method: 'post', preventScrollReset: true });
        end();
      },
    }),
  };
}
