using System.Text.Json;

namespace BotPartner.Core.Documents;

/// <summary>Changes to documents whose state is not looked into as what it is: of any kind, in whatever schema they are stored.</summary>
public static class Rewriting
{
    private const int Page = 200;

    /// <summary>The raw form of a kind.</summary>
    public static Kind<JsonElement> Raw(string kind) => new(kind, 0, CoreJson.Default.DocumentJsonElement);

    /// <summary>What a document wants and owes.</summary>
    /// <exception cref="UnreadableDocumentException">It is not a document.</exception>
    public static IEnvelope Envelope(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Document as IEnvelope ?? Raw(entry.Kind).Read(entry);
    }

    /// <summary>Changes one.</summary>
    /// <param name="change">Changes it.</param>
    /// <param name="kind">The kind's wire name.</param>
    /// <param name="key">Its name.</param>
    /// <param name="rewrite">Pure: what becomes of it; null if it stays as it is. May be called several times.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StoreUnavailableException">It could not be saved, also because too many others were faster.</exception>
    public static async Task Rewrite(
        this Change change, string kind, Key key, Func<Document<JsonElement>, Document<JsonElement>?> rewrite, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(rewrite);
        var changed = await change.Run(
            Raw(kind), key, null, current => current is not null && rewrite(current) is { } next ? next : new Verdict<JsonElement>.Leave(), cancellation);
        if (changed.Refusal is not null)
        {
            throw new StoreUnavailableException($"a document of kind {kind} changes too often");
        }
    }

    /// <summary>Changes all of a kind in a partition.</summary>
    /// <param name="change">Changes them.</param>
    /// <param name="documents">Lists them.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="kind">The kind's wire name.</param>
    /// <param name="rewrite">Pure: what becomes of one; null if it stays as it is.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StoreUnavailableException">Some may be changed and others not: to do it again does no harm.</exception>
    public static async Task RewriteAll(
        this Change change, IDocuments documents, string partition, string kind, Func<Document<JsonElement>, Document<JsonElement>?> rewrite, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rewrite);
        var raw = Raw(kind);
        await foreach (var entry in documents.All(partition, kind, Page, cancellation))
        {
            if (rewrite(raw.Read(entry)) is not null)
            {
                await change.Rewrite(kind, entry.Key, rewrite, cancellation);
            }
        }
    }
}
