import { Form, useLocation } from '@remix-run/react';
import { TASK_FORM } from './shown-task';

/** The form behind the buttons of all tasks of a page. @param action the page of tasks */
export function TaskDoForm({ action }: { action: string }) {
  const { pathname, search } = useLocation();
  return (
    <Form id={TASK_FORM} method="post" action={action} preventScrollReset hidden>
      <input type="hidden" name="intent" value="task-do" />
      <input type="hidden" name="returnTo" value={pathname + search} />
    </Form>
  );
}
