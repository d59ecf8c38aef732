import { HandCoins, Receipt, WalletCards, type LucideIcon } from 'lucide-react';
import type { MoneyList } from './money-tabs';

export const listIcons: Record<MoneyList, LucideIcon> = { payments: WalletCards, expenses: Receipt, payroll: HandCoins };
