import { CalendarRange, ChartColumn, ChartNoAxesCombined, ClipboardList, Flame, Handshake, House, ListChecks, Settings, Tractor, UserRoundPlus, UsersRound, WalletCards, type LucideIcon } from 'lucide-react';

/** The places of the work in the order of the rail; the first five stand in the bar of a phone. */
export const PLACES = [
  { key: 'today', path: '', Icon: House },
  { key: 'leads', path: '/leads', Icon: Flame },
  { key: 'contacts', path: '/contacts', Icon: UsersRound },
  { key: 'deals', path: '/deals', Icon: Handshake },
  { key: 'orders', path: '/orders', Icon: ClipboardList },
  { key: 'tasks', path: '/tasks', Icon: ListChecks },
  { key: 'calendar', path: '/calendar', Icon: CalendarRange },
  { key: 'catalog', path: '/catalog', Icon: Tractor },
  { key: 'money', path: '/money', Icon: WalletCards },
  { key: 'reports', path: '/reports', Icon: ChartColumn },
  { key: 'analytics', path: '/analytics', Icon: ChartNoAxesCombined },
  { key: 'settings', path: '/settings', Icon: Settings },
] as const satisfies readonly { key: string; path: string; Icon: LucideIcon }[];

export type PlaceKey = (typeof PLACES)[number]['key'];
export type PlaceIcon = LucideIcon;

/** What can be created from everywhere; `lead` is the public form, which a person on the phone fills in for a caller. */
export const CREATABLE = [
  { key: 'contact', path: '/contacts/new', Icon: UsersRound },
  { key: 'deal', path: '/deals/new', Icon: Handshake },
  { key: 'order', path: '/orders/new', Icon: ClipboardList },
  { key: 'task', path: '/tasks/new', Icon: ListChecks },
  { key: 'lead', path: null, Icon: Flame },
  { key: 'member', path: '/settings/members?invite', Icon: UserRoundPlus },
] as const satisfies readonly { key: string; path: string | null; Icon: LucideIcon }[];

export type CreatableKey = (typeof CREATABLE)[number]['key'];

/** Kinds of records that the search finds, and where each stands under the organisation's address. */
export const RECORD_PATHS = { lead: '/leads', contact: '/contacts', deal: '/deals', order: '/orders', task: '/tasks', item: '/catalog' } as const;
export type RecordKind = keyof typeof RECORD_PATHS;
export const RECORD_KINDS = Object.keys(RECORD_PATHS) as RecordKind[];

export const recordIcons: Record<RecordKind, LucideIcon> = { lead: Flame, contact: UsersRound, deal: Handshake, order: ClipboardList, task: ListChecks, item: Tractor };
