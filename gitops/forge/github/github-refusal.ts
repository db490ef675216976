/** The messages of a GraphQL answer that was refused; undefined for every other error. */
export function graphqlErrors(error: unknown): { type?: string; message: string }[] | undefined {
  const { errors, name } = error as { errors?: unknown; name?: unknown };
  if (name !== 'GraphqlResponseError' || !Array.isArray(errors)) {
    return undefined;
  }
  return errors.map((item: { type?: unknown; message?: unknown }) => ({
    ...(typeof item.type === 'string' ? { type: item.type } : {}),
    message: String(item.message),
  }));
}

/** What GitHub says, with the details of a 422. */
export function reasonOf(data: unknown): string | undefined {
  const { message, errors } = (data ?? {}) as { message?: unknown; errors?: unknown };
  if (typeof message !== 'string') {
    return undefined;
  }
  const details = Array.isArray(errors) ? errors.map(detailOf).filter((detail) => detail !== '') : [];
  return [message, ...details].join('; ');
}

function detailOf(error: unknown): string {
  if (typeof error === 'string') {
    return error;
  }
  const { message, field, code } = error as { message?: unknown; field?: unknown; code?: unknown };
  return typeof message === 'string' ? message : `${String(field)} is ${String(code)}`;
}
