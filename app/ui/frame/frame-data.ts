import type { CreatableKey, PlaceKey } from './places';

/** What the frame of the work shows and lets a person reach: made by the layout's loader. */
export interface FrameData {
  org: { slug: string; name: string };
  organizations: { slug: string; name: string; roleName: string }[];
  mayCreateOrganization: boolean;
  user: { id: string; name: string };
  /** The person's address as long as nobody has followed the link that confirms it. */
  unconfirmed: string | null;
  /** Pictures of those who work here: names and addresses. */
  pictures: [name: string, url: string][];
  theme: 'system' | 'light' | 'dark';
  /** Places the person's role may open, with their addresses. */
  places: { key: PlaceKey; to: string }[];
  /** What the person may create, with the addresses. */
  creatable: { key: CreatableKey; to: string }[];
  /** Further pages that the palette knows: sections of the settings. */
  pages: { label: string; to: string }[];
  /** Notifications that the person has not read, 100 at most. */
  unread: number;
  formUrl: string;
  /** Whether the rail was folded to icons. */
  isFolded: boolean;
}
