export interface FormError {
  /** i18n key in the namespace `form`. */
  key: string;
  params?: Record<string, string | number>;
}

/** Errors by field name. */
export type FormErrors = Partial<Record<string, FormError[]>>;

/** The choices of a select by its name. */
export type FormChoices = (name: string) => { value: string; label: string }[];
