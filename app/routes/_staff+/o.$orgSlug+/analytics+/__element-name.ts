import { useTranslation } from 'react-i18next';

/** The name that people know an element of the form by: a field's label, a section, the button; a key of old forms as it is. */
export function useElementName(): (key: string) => string {
  const { t, i18n } = useTranslation(['analytics', 'form']);
  return (key) => {
    if (i18n.exists(`form:fields.${key}.label`)) return t(`form:fields.${key}.label`);
    return i18n.exists(`analytics:elements.${key}`) ? t(`analytics:elements.${key}`) : key;
  };
}
