import { byNamespace } from '../by-namespace';

export default byNamespace(import.meta.glob('./*.json', { eager: true, import: 'default' }));
