import { Mail, NotebookPen, Phone, Users, Waypoints, type LucideIcon } from 'lucide-react';
import type { TimelineEntry } from './timeline-types';

export const kindIcons: Record<TimelineEntry['kind'], LucideIcon> = { NOTE: NotebookPen, CALL: Phone, EMAIL: Mail, MEETING: Users, SYSTEM: Waypoints };
