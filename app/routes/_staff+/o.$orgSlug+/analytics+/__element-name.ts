import { useTranslation } from 'react-i18next';

/** The name that people know an element of the form by: ours where the label is a whole sentence, else the label; a key of old forms as it is. */
export function useElementName(): (key: string) => string {
  const { t, i18n } = useTranslation(['analytics', 'form']);
  return (key) => {
    if (i18n.exists(`analytics:elements.${key}`)) return t(`analytics:elements.${key}`);
    return i18n.exists(`form:fields.${key}.label`) ? t(`form:fields.${key}.label`) : key;
  };
}
