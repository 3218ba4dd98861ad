using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>Where the delegates of a partner must agree: each one's latest ballot is kept, and the partner has one while they all say the same. Pure.</summary>
public static class Agreement
{
    /// <summary>The box with a delegate's ballot in it. The other delegates are told when it parts them or brings them together.</summary>
    /// <param name="current">Not sealed.</param>
    /// <param name="voter">The partner, one of the box's.</param>
    /// <param name="ballot">The delegate's.</param>
    /// <param name="method">What it says it by.</param>
    /// <param name="number">Of the decision.</param>
    /// <param name="round">Of the decision.</param>
    /// <param name="timeZone">For those whose own is not known.</param>
    /// <param name="now">This moment.</param>
    public static Verdict<Box> Into(Document<Box> current, Voter voter, Ballot ballot, Method method, int number, int round, string timeZone, Instant now)
    {
        var box = current.State;
        var before = box.SpokenFor(voter.Id);
        var own = before.FirstOrDefault(b => b.Speaker == ballot.Speaker);
        if (own is not null && own.At > ballot.At)
        {
            return new Verdict<Box>.Leave();
        }

        if (own is null && before.Count >= Partnership.MostHeard)
        {
            return Refusal.Of("refusal.enough-delegates", ("n", number), ("partner", voter.Name), ("most", Partnership.MostHeard));
        }

        IReadOnlyList<Ballot> said = [.. before.Where(b => b != own), ballot];
        var agreed = Delegates.Agreed(Delegates.MustAgree, said);
        var ballots = new Dictionary<string, Ballot>(box.Ballots);
        ballots.Remove(voter.Id);
        if (agreed is not null)
        {
            ballots[voter.Id] = agreed;
        }

        var next = current with
        {
            State = box with
            {
                Ballots = ballots,
                Spoken = new Dictionary<string, IReadOnlyList<Ballot>>(box.Spoken ?? new Dictionary<string, IReadOnlyList<Ballot>>()) { [voter.Id] = said },
            },
            Wake = current.Wake ?? CastBallot.NextRefresh(now),
        };
        var others = said.Where(b => b.Speaker != ballot.Speaker).ToArray();
        var matters = agreed is null ? own?.Choice != ballot.Choice : Divided(box, voter.Id);
        return others.Length == 0 || !matters ? next : next.Owing(new(
            $"agree:{voter.Id}:{ballot.Speaker}",
            ballot.At.ToUnixTimeMilliseconds(), // What could not be sent yet is replaced by what they say now.
            AgreementCards.Told(current.Key.Partition, method, number, round, voter.Name, ballot, said),
            [.. others.Select(o => Addressee.Directly(o.By, timeZone))])
        { Once = true });
    }

    /// <summary>Whether delegates of a voter spoke and do not say the same.</summary>
    public static bool Divided(Box box, string voter) => box.SpokenFor(voter).Count > 0 && !box.Ballots.ContainsKey(voter);
}
