import { createContext, useContext } from 'react';

const NonceContext = createContext<string | undefined>(undefined);

export const NonceProvider = NonceContext.Provider;

/** The value that scripts of this page must carry; the browser hides it from scripts, so it is undefined there. */
export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
