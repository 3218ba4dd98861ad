using System.Text;
using System.Text.Json;
using BotPartner.Core.Documents;
using BotPartner.Keys;

namespace BotPartner.Benchmarks.Crashes;

/// <summary>What a kill left: everything that the store says is in somebody's hand, so that the platform's yes, if there was one, came after the last save.</summary>
/// <param name="Started">When the process was started.</param>
/// <param name="At">When it was killed.</param>
/// <param name="InHand">Place, and document with slot; since when.</param>
internal sealed record Killed(DateTimeOffset Started, DateTimeOffset At, IReadOnlyDictionary<(string Place, string Slot), DateTimeOffset> InHand)
{
    private const int Many = 10_000;

    /// <summary>Looks at the store after a kill.</summary>
    public static Task<Killed> Of(CrashStore store, Opener opener, TimeSpan lease, DateTimeOffset started, DateTimeOffset at) => store.Look(async (documents, _) =>
    {
        var held = new Dictionary<(string, string), DateTimeOffset>();
        foreach (var entry in await documents.Due(NodaTime.Instant.MaxValue - NodaTime.Duration.FromDays(2), Many, CancellationToken.None))
        {
            var document = Rewriting.Raw(entry.Kind).Read(opener.Open(entry));
            foreach (var (post, to) in document.Owes.SelectMany(o => o.To.Where(t => t.Lease is not null).Select(t => (o, t))))
            {
                held[(to.Place.Key, SlotOf(entry.Key.Id, post.Slot))] = to.Lease!.Value.ToDateTimeOffset() - lease;
            }
        }

        return new Killed(started, at, held);
    });

    /// <summary>Whether this was posted, shortly before, by what had it in hand when it was killed.</summary>
    /// <param name="posted">What was posted.</param>
    /// <param name="saving">The longest that it may take to save that.</param>
    public bool Posted(Posted posted, TimeSpan saving) => Started <= posted.At && posted.At <= At + Slack && At - posted.At < saving && InHand.TryGetValue((posted.Place, posted.Slot), out var taken) && taken <= posted.At + Slack;

    // The moment of a kill is noted a little before it, and what was on its way then still arrives.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(300);

    /// <summary>As <see cref="Crashes.Posted.Slot"/> says it.</summary>
    private static string SlotOf(string document, string slot) =>
        document == "digest" ? document : document.StartsWith("tension:", StringComparison.Ordinal) ? document : $"{document}|{slot}";
}

/// <summary>Opens what lies encrypted in the store, with the bot's own keys.</summary>
internal sealed class Opener(string keys)
{
    private readonly Vault vault = new(new KeySettings(keys, null), TimeProvider.System);

    public Entry Open(Entry entry)
    {
        if (!entry.Body.Span.StartsWith("{\"sealed\""u8))
        {
            return entry;
        }

        using var json = JsonDocument.Parse(entry.Body);
        var opened = vault.Unprotect($"document/{entry.Key.Partition}/{entry.Key.Id}", json.RootElement.GetProperty("sealed").GetString());
        return entry with { Body = Encoding.UTF8.GetBytes(opened ?? throw new InvalidOperationException("the keys are not the bot's")) };
    }
}
