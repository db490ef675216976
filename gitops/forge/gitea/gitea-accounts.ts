import { anyAnswer, permissionAnswer } from '../web/answer-parts';
import type { AccountStanding, ForgeAccount } from '../web/forge-account';
import { isCode, told } from '../web/refusal';
import { memberAnswer, openedAnswer, userAnswer } from './gitea-answers';
import type { GiteaClient } from './gitea-client';

/** Something that the account of the token opened, anywhere. */
const CREATED_BY_US = 'GET /repos/issues/search?created=true&type=pulls&state=all&limit=1';

/** The account of the token, which says so itself with the scope `read:user`; without it, what it opened says so. */
export async function readSelf(client: GiteaClient): Promise<ForgeAccount | undefined> {
  const user = await told(() => client.ask('GET /user', userAnswer));
  if (user !== undefined) {
    return user;
  }
  const [opened] = (await told(() => client.ask(CREATED_BY_US, openedAnswer))) ?? [];
  return opened?.user;
}

/** What an account may do in the repository. */
export async function readStanding(client: GiteaClient, { login }: ForgeAccount): Promise<AccountStanding> {
  const name = encodeURIComponent(login);
  const found = await told(() => client.send(`GET /collaborators/${name}/permission`, permissionAnswer));
  if (found !== undefined) {
    return ['write', 'admin', 'owner'].includes(found.permission) ? 'writer' : 'none';
  }
  // Administrators alone are told about others. Who can be assigned is told to everyone: in repositories of a user those are the
  // accounts that may write; in those of an organisation there are readers among them.
  const members = await client.send('GET /assignees', memberAnswer.array().nullish());
  const isMember = (members ?? []).some((member) => member.login.toLowerCase() === login.toLowerCase());
  if (!isMember) {
    return 'none';
  }
  return (await isOfOrganization(client)) ? 'member' : 'writer';
}

async function isOfOrganization(client: GiteaClient): Promise<boolean> {
  try {
    await client.send('GET /teams', anyAnswer);
    return true;
  } catch (error) {
    // 405: the repository belongs to a user.
    if (isCode(error, 'forge-validation-failed')) {
      return false;
    }
    if (isCode(error, 'forge-permission-missing') || isCode(error, 'forge-not-found')) {
      return true;
    }
    throw error;
  }
}
