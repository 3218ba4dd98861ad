using System.Collections.Concurrent;
using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Tests.Workers;

/// <summary>One message that reached a place, or did not.</summary>
internal sealed record Sending(string Place, string Words, string? Edits, string? Under, Instant At);

/// <summary>A platform that does as it is told, and keeps what was sent. It numbers the messages of each place by themselves,
/// since the places are served side by side: m1, m2…</summary>
internal sealed class FakeSender(ManualTime time, string platform = "north", params Window[] pace) : ISender
{
    private readonly ConcurrentQueue<Sending> sendings = [];
    private readonly ConcurrentDictionary<string, int> messages = [];

    public string Platform => platform;

    public IReadOnlyList<Window> Pace => pace;

    /// <summary>All attempts, in order.</summary>
    public IReadOnlyList<Sending> Sendings => [.. sendings];

    /// <summary>What becomes of an attempt; null for "done".</summary>
    public Func<Sending, Task<Sent?>> Script { get; set; } = _ => Task.FromResult<Sent?>(null);

    public void Answer(Func<Sending, Sent?> script) => Script = s => Task.FromResult(script(s));

    public IEnumerable<string> To(string place) => Sendings.Where(s => s.Place == place).Select(s => s.Edits is null ? s.Words : $"{s.Words} in {s.Edits}");

    public Task<Sent> Post(Addressee addressee, Card card, string? under, CancellationToken cancellation) => Send(addressee, null, under, card);

    public Task<Sent> Edit(Addressee addressee, string message, Card card, CancellationToken cancellation) => Send(addressee, message, null, card);

    private async Task<Sent> Send(Addressee addressee, string? edits, string? under, Card card)
    {
        var sending = new Sending(addressee.Place.Channel, ((Text.Verbatim)card.Summary).Value, edits, under, Instant.FromDateTimeOffset(time.GetUtcNow()));
        sendings.Enqueue(sending);
        return await Script(sending) ?? new Sent.Done(edits ?? $"m{messages.AddOrUpdate(addressee.Place.Channel, 1, (_, last) => last + 1)}");
    }
}
