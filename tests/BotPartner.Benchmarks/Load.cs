using System.Diagnostics;

namespace BotPartner.Benchmarks;

/// <summary>How one round went.</summary>
/// <param name="Votes">How many were acknowledged.</param>
/// <param name="Seconds">From the first request to the last answer, and to the last confirmation.</param>
/// <param name="Micros">How long each took, in microseconds, sorted.</param>
/// <param name="Failed">How many were answered otherwise.</param>
/// <param name="Processor">The processor time that the process took for them.</param>
internal sealed record Round(int Votes, double Seconds, int[] Micros, int Failed, TimeSpan Processor)
{
    public double PerSecond => Votes / Seconds;

    /// <summary>Processor time of a vote, in microseconds: says more than the rate where others use the machine, too.</summary>
    public double Cost => Processor.TotalMicroseconds / Math.Max(1, Votes);

    public double Percentile(double share) => Micros.Length == 0 ? 0 : Micros[(int)Math.Min(Micros.Length - 1, Micros.Length * share)] / 1000.0;
}

/// <summary>Voters at their clients: some connections, each sending its next vote when the last was answered.</summary>
internal sealed class Load : IDisposable
{
    private readonly Assembly assembly;
    private readonly (Wire Wire, Votes Votes)[] voters;
    private readonly Score score;
    private int next;

    private Load(Assembly assembly, (Wire Wire, Votes Votes)[] voters) => (this.assembly, this.voters, score) = (assembly, voters, new(assembly.Count));

    /// <summary>What was last acknowledged to each voter: an index of <see cref="Votes.Choices"/>; -1 for nothing.</summary>
    public IReadOnlyList<int> Acknowledged => score.Acknowledged;

    /// <summary>Leaves the next voters out: somebody else votes for them.</summary>
    public void Skip(int some) => next += some;

    public static async Task<Load> Connect(Assembly assembly, int port, int connections, Func<Votes> votes)
    {
        var connected = new List<(Wire, Votes)>();
        for (var i = 0; i < connections; i++)
        {
            connected.Add((await Wire.Connect(port), votes()));
        }

        return new(assembly, [.. connected]);
    }

    /// <summary>Votes for so long, or so often; until all is confirmed.</summary>
    public async Task<Round> Run(Child child, TimeSpan? duration, int most, Func<int, Task> confirmed)
    {
        var processor = child.Processor;
        var start = Stopwatch.GetTimestamp();
        var end = duration is { } d ? start + (long)(d.TotalSeconds * Stopwatch.Frequency) : long.MaxValue;
        var limit = most == int.MaxValue ? most : next + most;
        var each = await Task.WhenAll(voters.Select(v => Task.Run(() => Vote(v.Wire, v.Votes, end, limit))));
        next = Math.Min(next, limit);
        var micros = each.SelectMany(e => e.Micros).Order().ToArray();
        await confirmed(micros.Length);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new(micros.Length, seconds, micros, each.Sum(e => e.Failed), child.Processor - processor);
    }

    public void Dispose()
    {
        foreach (var (wire, votes) in voters)
        {
            wire.Dispose();
            (votes as IDisposable)?.Dispose();
        }
    }

    private async Task<(List<int> Micros, int Failed)> Vote(Wire wire, Votes votes, long end, int limit)
    {
        var micros = new List<int>(16 * 1024);
        var failed = 0;
        while (Stopwatch.GetTimestamp() < end && Interlocked.Increment(ref next) - 1 is var turn && turn < limit)
        {
            var (place, choice) = (turn % assembly.Count, turn / assembly.Count % Votes.Choices.Length);
            var request = votes.Cast(assembly.First + place, choice);
            var sent = Stopwatch.GetTimestamp();
            var status = await wire.Send(request);
            if (votes.Confirmed(status, wire.Body, assembly.First + place))
            {
                micros.Add((int)(Stopwatch.GetElapsedTime(sent).TotalMicroseconds));
                score.Know(place, sent, choice);
            }
            else
            {
                failed++;
            }
        }

        return (micros, failed);
    }
}
