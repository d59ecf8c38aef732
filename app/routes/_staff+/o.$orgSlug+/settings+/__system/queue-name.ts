import { useTranslation } from 'react-i18next';

/** Says the name of a queue; one without words is shown as it is. */
export function useQueueName(): (queue: string) => string {
  const { t } = useTranslation('system');
  return (queue) => t(`jobs.names.${queue}`, { defaultValue: queue });
}
