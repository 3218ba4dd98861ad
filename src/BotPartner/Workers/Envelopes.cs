using System.Text.Json;
using BotPartner.Core;
using BotPartner.Core.Documents;

namespace BotPartner.Workers;

/// <summary>Documents as workers see them: the envelope, with the state carried along unread.</summary>
internal static class Envelopes
{
    /// <summary>The raw form of a kind.</summary>
    public static Kind<JsonElement> Raw(string kind) => new(kind, 0, CoreJson.Default.DocumentJsonElement);

    /// <summary>Changes an envelope.</summary>
    /// <exception cref="StoreUnavailableException">It could not be saved, also because too many others were faster.</exception>
    public static async Task Run(
        this Change change, string kind, Key key, Func<Document<JsonElement>, Document<JsonElement>?> decide, CancellationToken cancellation)
    {
        var changed = await change.Run(
            Raw(kind),
            key,
            null,
            current => current is not null && decide(current) is { } next ? next : new Verdict<JsonElement>.Leave(),
            cancellation);
        if (changed.Refusal is not null)
        {
            throw new StoreUnavailableException($"a document of kind {kind} changes too often");
        }
    }
}
