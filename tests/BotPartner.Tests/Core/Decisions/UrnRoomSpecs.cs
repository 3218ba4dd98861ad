using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Tests.Core.Decisions;

/// <summary>An urn is one document, and so its room is bounded.</summary>
public sealed class UrnRoomSpecs
{
    [Fact]
    public void An_urn_full_of_reasons_still_takes_ballots_without_and_objections_with_a_short_one()
    {
        Voter[] voters = [.. Enumerable.Range(0, 200).Select(i => new Voter($"v{i:000}", $"Partner {i}", "business"))];
        var document = DecisionKinds.Box.New(DecisionKinds.BoxKey("p", 1, 0), Box.New(1, voters, new(Method.Consent, 50) { Visibility = Visibility.Anonymous }));
        Verdict<Box> Drop(int voter, Slip slip) => AnonymousBallot.Into(document, voters[voter].Id, slip, 1, 1, Method.Consent, Instant.MinValue);
        var taken = 0;
        while (Drop(taken, new(Choice.Consent, new string('x', Grounds.MaxReason))) is Verdict<Box>.Replace { Document: var next })
        {
            (document, taken) = (next, taken + 1);
        }

        Assert.InRange(taken, 100, 130);
        Assert.Equal("refusal.urn-full", Key(Drop(taken, new(Choice.Consent, new string('x', Grounds.MaxReason)))));
        Assert.Equal("refusal.urn-full.reason", Key(Drop(taken, new(Choice.Object, new string('x', Grounds.MaxReason)))));
        for (var voter = taken; voter < voters.Length; voter++)
        {
            document = Assert.IsType<Verdict<Box>.Replace>(Drop(voter, voter % 2 == 0 ? new(Choice.Consent) : new(Choice.Object, new string('x', Urn.Reserve(1, 200))))).Document;
        }

        Assert.Equal(200, document.State.Urn!.Slips.Count);
        static string Key(Verdict<Box> verdict) => Assert.IsType<Text.Said>(Assert.IsType<Verdict<Box>.Refuse>(verdict).Refusal.Text).Key;
    }
}
