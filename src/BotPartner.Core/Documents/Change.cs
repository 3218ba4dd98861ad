using BotPartner.Core.Chat;

namespace BotPartner.Core.Documents;

/// <summary>What a decision made of a document.</summary>
public abstract record Verdict<T>
{
    private Verdict()
    {
    }

    /// <summary>Save this instead.</summary>
    public sealed record Replace(Document<T> Document) : Verdict<T>;

    /// <summary>Leave it as it is.</summary>
    public sealed record Leave : Verdict<T>;

    /// <summary>Leave it as it is and say why.</summary>
    public sealed record Refuse(Refusal Refusal) : Verdict<T>;

    /// <summary>Save this instead.</summary>
    public static implicit operator Verdict<T>(Document<T> document) => new Replace(document);

    /// <summary>Leave it as it is and say why.</summary>
    public static implicit operator Verdict<T>(Refusal refusal) => new Refuse(refusal);
}

/// <summary>How a change ended.</summary>
/// <param name="Document">The document as it stands now; null if there is none.</param>
/// <param name="Refusal">Why nothing was done, if it was refused.</param>
/// <param name="Repeated">Whether this request had already changed the document, so that nothing more was done.</param>
public sealed record Changed<T>(Document<T>? Document, Refusal? Refusal = null, bool Repeated = false);

/// <summary>Load, decide, save, and again if somebody else was faster.</summary>
public sealed class Change(IDocuments documents, DueSignal signal)
{
    /// <summary>How often a race may be lost before the person is asked to try again.</summary>
    public const int Attempts = 32;

    /// <summary>The document, typed, or null; there is none under a name that no document can have.</summary>
    public async Task<Document<T>?> Load<T>(Kind<T> kind, Key key, CancellationToken cancellation) =>
        key.Fits && await documents.Find(key, cancellation) is { } entry ? kind.Read(entry) : null;

    /// <summary>From here on, until the scope ends, what is done follows from the request that set these to be woken, if one is known and it is one.</summary>
    public IDisposable Because(IEnumerable<Key> woken) =>
        Correlation.Begin(signal.Causes.Of(woken) is [var first, ..] ? first : Correlation.Current?.Id);

    /// <summary>The requests that these are woken for, as far as this process knows them.</summary>
    public IReadOnlyList<string> CausesOf(IEnumerable<Key> woken) => signal.Causes.Of(woken);

    /// <summary>Changes one document.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="key">Its name.</param>
    /// <param name="request">The act this follows from, so that it is done once however often it arrives; null for the bot's own work.</param>
    /// <param name="decide">Pure: the document as it stands (null if there is none) to what becomes of it. May be called several times.</param>
    /// <param name="cancellation">Gives up; the change may or may not have been saved.</param>
    /// <exception cref="StoreUnavailableException">The store failed; or, of the bot's own work, too many races were lost.</exception>
    public async Task<Changed<T>> Run<T>(
        Kind<T> kind, Key key, Request? request, Func<Document<T>?, Verdict<T>> decide, CancellationToken cancellation)
    {
        if (!key.Fits)
        {
            return new(null, Refusal.Of("refusal.outdated"));
        }

        var mark = request is null ? null : Mark(request);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var current = await Load(kind, key, cancellation);
            if (mark is not null && current?.Seen.Contains(mark) == true)
            {
                return new(current, Repeated: true);
            }

            switch (decide(current))
            {
                case Verdict<T>.Refuse refused:
                    return new(current, refused.Refusal);
                case Verdict<T>.Replace { Document: var next }:
                    next = Correlation.Stamp(current, Marked(next, mark) with { Key = key, Version = current?.Version, Schema = kind.IsRaw ? next.Schema : kind.Schema });
                    if (await documents.Save(kind.Write(next), cancellation) is { } version)
                    {
                        signal.Causes.Note(current, next);
                        signal.Announce(next.Due);
                        return new(next with { Version = version });
                    }

                    break;
                default:
                    return new(current);
            }
        }

        // A person is asked to try again; what the bot does by itself is still to be done, and must not be taken for done.
        return request is not null ? new(null, Refusal.Of("refusal.busy")) : throw new StoreUnavailableException($"a document of kind {kind.Name} changes too often");
    }

    /// <summary>A request id, shortened for <see cref="Document{T}.Seen"/>.</summary>
    public static string Mark(Request request) => Key.Hash(request.Id);

    /// <summary>Whether this is written as marks are.</summary>
    public static bool IsMark(string written) => written?.Length == 22 && written.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static Document<T> Marked<T>(Document<T> document, string? mark) =>
        mark is null ? document : document with { Seen = [.. document.Seen.TakeLast(Document<T>.Remembered - 1), mark] };
}
