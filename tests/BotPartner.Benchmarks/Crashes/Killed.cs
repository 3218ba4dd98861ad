using System.Text;
using System.Text.Json;
using BotPartner.Core.Documents;
using BotPartner.Keys;

namespace BotPartner.Benchmarks.Crashes;

/// <summary>What a kill left: everything that the store says is in somebody's hand, so that the platform's yes, if there was one, came after the last save.</summary>
/// <param name="Started">When the process was started.</param>
/// <param name="At">When it was killed.</param>
/// <param name="InHand">Partition, place, and document with slot.</param>
internal sealed record Killed(DateTimeOffset Started, DateTimeOffset At, IReadOnlySet<(string Place, string Slot)> InHand)
{
    private const int Many = 10_000;

    /// <summary>Looks at the store after a kill.</summary>
    public static Task<Killed> Of(CrashStore store, Opener opener, DateTimeOffset started, DateTimeOffset at) => store.Look(async (documents, _) =>
    {
        var held = new HashSet<(string, string)>();
        foreach (var entry in await documents.Due(NodaTime.Instant.MaxValue - NodaTime.Duration.FromDays(2), Many, CancellationToken.None))
        {
            var document = Rewriting.Raw(entry.Kind).Read(opener.Open(entry));
            foreach (var (post, to) in document.Owes.SelectMany(o => o.To.Where(t => t.Lease is not null).Select(t => (o, t))))
            {
                held.Add((to.Place.Key, SlotOf(entry.Key.Id, post.Slot)));
            }
        }

        return new Killed(started, at, held);
    });

    /// <summary>As <see cref="Posted.Slot"/> says it.</summary>
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
