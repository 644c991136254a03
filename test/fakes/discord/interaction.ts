import type { Json } from '../http.ts';
import type { Message } from './model.ts';

/** An interaction's life: from what a person did to what the application answered. */
export interface Interaction {
  id: string;
  token: string;
  type: number;
  appId: string;
  userId: string;
  channelId: string;
  guildId?: string;
  createdAt: number;
  data: Json;
  /** The message whose component was used. */
  sourceId?: string;
  /** The type of the application's first answer, once there is one. */
  answerType?: number;
  /** The application's first answer as it was sent. */
  answer?: Json;
  original?: Message;
  followUps: Message[];
  nonce?: unknown;
}
