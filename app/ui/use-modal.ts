import { useEffect, useRef, type RefObject } from 'react';

/**
 * Makes a drawn <dialog open> modal: the browser keeps the focus inside and closes it by Escape, a press beside it closes
 * it too; when it goes away the focus returns to where it was.
 */
export function useModal(isOpen: boolean, onClose: () => void): RefObject<HTMLDialogElement> {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const element = dialog.current;
    if (!element || !isOpen) return;
    const before = document.activeElement;
    const closeBeside = (event: MouseEvent) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const isInside = event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
      if (event.target === element && !isInside) close.current();
    };
    element.addEventListener('mousedown', closeBeside);
    // not close(): that would tell of a closing
    element.removeAttribute('open');
    element.showModal();
    return () => {
      element.removeEventListener('mousedown', closeBeside);
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [isOpen]);
  return dialog;
}
