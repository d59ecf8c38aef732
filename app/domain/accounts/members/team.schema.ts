import { z } from 'zod';
import { requiredLine } from '../person.schema';

export const teamSchema = z.object({ name: requiredLine(100) });
