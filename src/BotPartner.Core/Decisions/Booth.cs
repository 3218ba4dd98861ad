using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>Who votes where, and the form that they are handed.</summary>
public sealed class Booth(Roster roster, Ballots ballots, ICitations citations)
{
    /// <summary>The seat of somebody who votes in this round, with what is fixed of it; others are told how to come to one.</summary>
    public async Task<(Seat? Seat, (int Boxes, Terms Terms)? Opened, Refusal? Refusal)> Voting(
        Request request, IReadOnlyDictionary<string, string> args, int number, int round, CancellationToken cancellation)
    {
        var found = await roster.VoterIn(args.GetValueOrDefault("p", ""), request.Person, cancellation);
        var opened = found?.Member?.Standing == Standing.Admitted ? await ballots.Fixed(DecisionKinds.Key(found.Id, number), round, cancellation) : null;
        var (seat, refusal) = Franchise.Voting(found, opened?.Terms);
        return (seat, opened, refusal ?? (opened is null ? Refusal.Of("refusal.no-decision", ("n", number)) : null));
    }

    /// <summary>The form as it is handed to them: where there are principles to cite, with a list of them, and saying who will read it.</summary>
    public async Task<Form> Hand(Request request, Seat seat, Terms terms, Form form, CancellationToken cancellation)
    {
        var choices = form.Fields.Any(f => f.Id == Cited.Field) ? await citations.Of(seat.Id, cancellation) : [];
        return BallotForm.ReadIn(seat.Partnership.IsSpace(request.Place), terms, Cited.From(form, choices));
    }

    /// <summary>What is said, with the principle that it cites as it is kept.</summary>
    public async Task<Grounds> Citing(Request request, Seat seat, Grounds said, CancellationToken cancellation) => said.Principle switch
    {
        null => said,
        Cited.None => said with { Principle = null },
        { Length: > Grounds.MaxPrinciple } => said,
        var typed => said with { Principle = await citations.Named(seat.Id, typed, request.Person.Language, cancellation) },
    };
}

/// <summary>The question which principle is at stake: chosen from those that there are, typed where there are none.</summary>
public static class Cited
{
    /// <summary>Its field.</summary>
    public const string Field = "principle";

    /// <summary>The option of no principle: a list cannot be left without a choice once one was made.</summary>
    public const string None = "-";

    private const int LongestValue = 75;

    /// <summary>A form with its question for the principle as a list, holding what it held.</summary>
    /// <param name="form">The form; one without that question stays as it is.</param>
    /// <param name="choices">What there is to choose from; none leaves the question as it is.</param>
    public static Form From(Form form, IReadOnlyList<Option> choices)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(choices);
        return choices.Count == 0 ? form : form with { Fields = [.. form.Fields.Select(f => f is Chat.Field.Words { Id: Field } words ? Listed(words, choices) : f)] };
    }

    /// <summary>What is kept may have been typed, or be called otherwise by now: then it is one more option, as long as it fits into one.</summary>
    private static Chat.Field Listed(Chat.Field.Words words, IReadOnlyList<Option> choices)
    {
        if (words.Value is not { Length: > 0 } kept)
        {
            return new Chat.Field.Choice(Field, words.Label, [Nothing, .. choices]) { Value = None, Hint = words.Hint };
        }

        var known = choices.FirstOrDefault(o => o.Value == kept || kept.StartsWith($"#{o.Value} ", StringComparison.Ordinal));
        return known is not null ? new Chat.Field.Choice(Field, words.Label, [Nothing, .. choices]) { Value = known.Value, Hint = words.Hint }
            : kept.Length > LongestValue ? words
            : new Chat.Field.Choice(Field, words.Label, [Nothing, new(kept, kept), .. choices]) { Value = kept, Hint = words.Hint };
    }

    private static Option Nothing => new(None, Text.Say("ballot.principle.none"));
}
