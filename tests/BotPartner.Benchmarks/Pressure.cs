using System.Diagnostics;
using System.Net.Sockets;

namespace BotPartner.Benchmarks;

/// <summary>What became of votes that came at a pace of their own.</summary>
/// <param name="Offered">How many were due.</param>
/// <param name="Acknowledged">How many the bot took.</param>
/// <param name="Shed">How many it turned away before any work, with a word when to come again.</param>
/// <param name="Cut">How many had no answer.</param>
/// <param name="Others">How many had another answer, by its status.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Millis">How long each that was taken took from when it was due, sorted, in milliseconds: the queue at the sender counts, too.</param>
/// <param name="Answer">The same from when it was sent.</param>
internal sealed record Wave(
    int Offered, int Acknowledged, int Shed, int Cut, IReadOnlyDictionary<int, int> Others, double Seconds, double[] Millis, double[] Answer)
{
    /// <summary>The slow ones: in which second they were due, how many, and the slowest in milliseconds.</summary>
    public IReadOnlyList<(int Second, int Count, double Slowest)> Slow { get; init; } = [];

    public int Failed => Cut + Others.Values.Sum();

    /// <summary>What was neither taken nor turned away, in words.</summary>
    public string Failures => string.Join(", ", [$"{Cut}", .. Others.Select(o => $"{o.Key}: {o.Value}")]);

    public double PerSecond => Acknowledged / Seconds;

    public double Percentile(double share) => Percentile(Millis, share);

    public double AnswerPercentile(double share) => Percentile(Answer, share);

    private static double Percentile(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];
}

/// <summary>What was last acknowledged to each voter, whoever asked.</summary>
internal sealed class Score(int voters)
{
    private readonly Lock gate = new();
    private readonly (long Cast, int Choice)[] last = Enumerable.Repeat((0L, -1), voters).ToArray();

    /// <summary>An index of <see cref="Votes.Choices"/>; -1 for nothing, or if it is not known.</summary>
    public IReadOnlyList<int> Acknowledged => [.. last.Select(l => l.Choice)];

    /// <summary>Another choice than the last: a ballot that changes nothing would cost less.</summary>
    public int Other(int place) => last[place].Choice == 0 ? 1 : 0;

    /// <param name="place">The voter's.</param>
    /// <param name="cast">When it was cast: answers may overtake each other, the later ballot counts.</param>
    /// <param name="choice">What was acknowledged; -1 if nobody knows whether it was counted.</param>
    public void Know(int place, long cast, int choice)
    {
        lock (gate)
        {
            if (cast > last[place].Cast)
            {
                last[place] = (cast, choice);
            }
        }
    }
}

/// <summary>Votes that come whether or not earlier ones were answered, half of them on each platform: what people do, who know nothing of each other.</summary>
internal sealed class Pressure : IDisposable
{
    private const double SlowMillis = 50;
    private readonly Assembly assembly;
    private readonly Score score;
    private readonly int port;
    private readonly Caller[] callers;
    private long ticket;

    private Pressure(Assembly assembly, Score score, int port, Caller[] callers) =>
        (this.assembly, this.score, this.port, this.callers) = (assembly, score, port, callers);

    /// <summary>Connects; the even callers are on Slack.</summary>
    public static async Task<Pressure> Connect(Assembly assembly, Score score, int port, int connections, Func<bool, Votes> votes)
    {
        var connected = new List<Caller>();
        for (var i = 0; i < connections; i++)
        {
            connected.Add(new(i % 2 == 0, votes(i % 2 == 0)) { Wire = await Wire.Connect(port) });
        }

        return new(assembly, score, port, [.. connected]);
    }

    /// <summary>Casts so many votes a second.</summary>
    /// <param name="rate">Votes a second, on both platforms together; int.MaxValue for as many as the connections can.</param>
    /// <param name="duration">How long.</param>
    public async Task<Wave> Cast(int rate, TimeSpan duration)
    {
        var from = ticket;
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var gap = rate == int.MaxValue ? 0 : (double)Stopwatch.Frequency / rate;
        var each = await Task.WhenAll(callers.Select(c => Task.Run(() => Cast(c, from, start, end, gap))));
        return new(
            (int)(ticket - from),
            each.Sum(e => e.Millis.Count),
            each.Sum(e => e.Shed),
            each.Sum(e => e.Cut),
            each.SelectMany(e => e.Others).CountBy(o => o).ToDictionary(),
            Stopwatch.GetElapsedTime(start).TotalSeconds,
            [.. each.SelectMany(e => e.Millis).Order()],
            [.. each.SelectMany(e => e.Answer).Order()])
        {
            Slow = [.. each.SelectMany(e => e.Slow).GroupBy(s => s.Second).OrderBy(g => g.Key).Select(g => (g.Key, g.Count(), g.Max(s => s.Millis)))],
        };
    }

    public void Dispose()
    {
        foreach (var caller in callers)
        {
            caller.Wire?.Dispose();
            (caller.Votes as IDisposable)?.Dispose();
        }
    }

    private async Task<Heard> Cast(Caller caller, long from, long start, long end, double gap)
    {
        var heard = new Heard();
        while (true)
        {
            var mine = Interlocked.Increment(ref ticket) - 1;
            var due = gap == 0 ? Stopwatch.GetTimestamp() : start + (long)((mine - from) * gap);
            if (due >= end)
            {
                Interlocked.Decrement(ref ticket);
                return heard;
            }

            await Until(due);
            var turn = (int)(mine % (assembly.Count / 2));
            var place = (turn * 2) + (caller.OnSlack ? 0 : 1);
            var (choice, cast) = (score.Other(place), 0L);
            try
            {
                var wire = caller.Wire ??= await Wire.Connect(port);
                var request = caller.Votes.Cast(assembly.First + place, choice);
                cast = Stopwatch.GetTimestamp();
                var status = await wire.Send(request);
                if (caller.Votes.Confirmed(status, wire.Body, assembly.First + place))
                {
                    heard.Add(Stopwatch.GetElapsedTime(start, due), Stopwatch.GetElapsedTime(due).TotalMilliseconds);
                    heard.Answer.Add(Stopwatch.GetElapsedTime(cast).TotalMilliseconds);
                    score.Know(place, cast, choice);
                }
                else if (status == 503 && wire.Head.IndexOf("\r\nRetry-After:"u8) > 0)
                {
                    heard.Shed++;
                }
                else
                {
                    heard.Others.Add(status);
                    score.Know(place, cast, -1);
                }
            }
            catch (Exception cut) when (cut is IOException or SocketException)
            {
                // Nobody knows whether it was counted.
                caller.Wire?.Dispose();
                caller.Wire = null;
                heard.Cut++;
                score.Know(place, cast, -1);
            }
        }
    }

    private static async ValueTask Until(long due)
    {
        while (due - Stopwatch.GetTimestamp() is var left and > 0)
        {
            // The timer knows whole milliseconds; what is left of them is not worth a processor.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(1, left * 1000.0 / Stopwatch.Frequency)));
        }
    }

    private sealed class Heard
    {
        public List<double> Millis { get; } = [];

        public List<double> Answer { get; } = [];

        public List<(int Second, double Millis)> Slow { get; } = [];

        public List<int> Others { get; } = [];

        public int Shed { get; set; }

        public int Cut { get; set; }

        public void Add(TimeSpan due, double millis)
        {
            Millis.Add(millis);
            if (millis > SlowMillis)
            {
                Slow.Add(((int)due.TotalSeconds, millis));
            }
        }
    }

    private sealed class Caller(bool onSlack, Votes votes)
    {
        public bool OnSlack => onSlack;

        public Votes Votes => votes;

        public Wire? Wire { get; set; }
    }
}
