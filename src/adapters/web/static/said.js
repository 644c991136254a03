import { useState } from 'preact/hooks';
import { change } from './store.js';

/** What went wrong, or was done, until it has been read. */
export function useSaid() {
  const [told, setTold] = useState({});
  const tell = (said, wrong = false, deed = undefined) => setTold({ said, wrong, deed });
  async function attempt(work) {
    try {
      return await work();
    } catch (error) {
      if (error.status === 401) change({ session: 'closed' });
      else tell(error.message, true);
      return undefined;
    }
  }
  return { ...told, tell, attempt };
}
