using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Workers;

/// <summary>What was sent to one place lately, and who was promised a turn. Not for use by two threads.</summary>
internal sealed class PlacePace(IReadOnlyList<Window> windows)
{
    // A promise that nobody comes for is void after this.
    private static readonly Duration Patience = Duration.FromSeconds(5);

    // What the store can tell apart: turns of which it can come in the order in which they were promised.
    private static readonly Duration Apart = Duration.FromMilliseconds(1);

    // After a trouble, who comes while an earlier turn is awaited comes again after a moment; and that turn is awaited no longer than this.
    private static readonly Duration Moment = Duration.FromMilliseconds(100);
    private static readonly Duration Awaited = Duration.FromMilliseconds(500);

    private readonly List<Instant> sent = [];
    private readonly Dictionary<string, Instant> promised = [];
    private Instant blocked = Instant.MinValue;

    /// <summary>Whether it can be forgotten.</summary>
    public bool Idle(Instant now)
    {
        Tidy(now);
        return sent.Count == 0 && promised.Count == 0 && blocked <= now;
    }

    /// <summary>Now if it may be sent now, which is then counted; else the time that is kept free for it.</summary>
    /// <param name="name">Who asks: it comes again under this name at the promised time.</param>
    /// <param name="now">The time.</param>
    public Instant Ask(string name, Instant now)
    {
        Tidy(now);
        if (IsPreceded(name, now))
        {
            return now + Moment;
        }

        var held = promised.Remove(name, out var turn);
        var soonest = held
            ? Soonest(sent, Max(turn, now))
            : Soonest([.. sent, .. promised.Values.Order()], promised.Count == 0 ? now : Max(now, promised.Values.Max() + Apart));
        if (soonest <= now)
        {
            sent.Add(now);
            return now;
        }

        promised[name] = soonest;
        return soonest;
    }

    /// <summary>What was allowed last has arrived only now: what follows is counted from here.</summary>
    public void Landed(Instant now)
    {
        if (sent.Count > 0)
        {
            sent[^1] = Max(sent[^1], now);
        }
    }

    /// <summary>The place takes nothing until then: all turns are later, in the same order, behind the one that was not taken.</summary>
    public void Block(Instant until, string first)
    {
        blocked = Max(blocked, until);
        promised.Remove(first);
        var (turn, counted) = (blocked, (List<Instant>)[.. sent, blocked]);
        var waiting = promised.OrderBy(p => p.Value).Select(p => p.Key).ToArray();
        promised[first] = turn;
        foreach (var name in waiting)
        {
            turn = promised[name] = Soonest(counted, turn + Apart);
            counted.Add(turn);
        }
    }

    /// <summary>Whether somebody else's turn, promised earlier, has come: several are due together after a trouble, in any order.</summary>
    private bool IsPreceded(string name, Instant now) => now < blocked + Patience
        && promised.GetValueOrDefault(name, Instant.MaxValue) is var own
        && promised.Any(p => p.Key != name && p.Value < own && p.Value <= now && now < p.Value + Awaited);

    private static Instant Max(Instant a, Instant b) => a > b ? a : b;

    /// <summary>The earliest time from then on at which one more keeps every window, all counted ones being earlier.</summary>
    private Instant Soonest(List<Instant> counted, Instant from) => windows
        .Where(w => counted.Count >= w.Count)
        .Select(w => counted[^w.Count] + w.Per)
        .Aggregate(Max(from, blocked), Max);

    private void Tidy(Instant now)
    {
        var longest = windows.Count == 0 ? Duration.Zero : windows.Max(w => w.Per);
        var old = sent.FindIndex(s => s + longest > now);
        sent.RemoveRange(0, old < 0 ? sent.Count : old);
        foreach (var (name, _) in promised.Where(p => p.Value + Patience < now).ToArray())
        {
            promised.Remove(name);
        }
    }
}
