using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>The form for a ballot with a reason.</summary>
public static class BallotForm
{
    /// <summary>Wire name of the form and of the button that opens it.</summary>
    public const string Id = "decision.ballot";

    /// <summary>How long a reason may be.</summary>
    public const int MaxReason = 1500;

    /// <summary>What every button of a decision carries; those of the first round say nothing of it.</summary>
    public static Dictionary<string, string> Args(string partnership, int number, int round = 1)
    {
        var args = new Dictionary<string, string> { ["p"] = partnership, ["n"] = number.ToString() };
        if (round > 1)
        {
            args["r"] = round.ToString();
        }

        return args;
    }

    /// <summary>The round in what a button carried; the first if there is none.</summary>
    public static int RoundIn(IReadOnlyDictionary<string, string> args) => int.TryParse(args.GetValueOrDefault("r"), out var round) && round > 1 ? round : 1;

    /// <summary>The decision's number in what a button carried; 0 if there is none.</summary>
    public static int NumberIn(IReadOnlyDictionary<string, string> args) => int.TryParse(args.GetValueOrDefault("n"), out var n) && n > 0 ? n : 0;

    /// <summary>The button that opens the form for one choice, or for all.</summary>
    public static Button Opener(string partnership, int number, string? choice, int round = 1)
    {
        var args = Args(partnership, number, round);
        if (choice is not null)
        {
            args["c"] = choice;
        }

        return new(Text.Say(choice is null ? "ballot.with-reason" : $"choice.{choice}.button"), Id, args) { OpensForm = true };
    }

    /// <summary>The form.</summary>
    /// <param name="partnership">Its id.</param>
    /// <param name="number">Of the decision.</param>
    /// <param name="method">What may be chosen.</param>
    /// <param name="choice">The choice it was opened for, or null to ask.</param>
    /// <param name="standing">The ballot that stands, to start from.</param>
    /// <param name="round">Of the decision.</param>
    public static Form Of(string partnership, int number, Method method, string? choice, Ballot? standing, int round = 1)
    {
        var known = choice is not null && method.Choices.Contains(choice) ? choice : null;
        var reason = new Field.Words("reason", Text.Say(known == Choice.Object ? "ballot.reason.object" : "ballot.reason"))
        {
            Multiline = true,
            MaxLength = MaxReason,
            Required = known is not null && method.NeedsReason(known),
            Value = standing?.Reason,
            Hint = Text.Say(known == Choice.Object ? "ballot.reason.object.hint" : "ballot.reason.hint"),
        };
        var options = method.Choices.Select(c => new Option(c, Text.Say($"choice.{c}"))).ToArray();
        var opener = Opener(partnership, number, known, round);
        return new(
            Id,
            Text.Say("ballot.title", ("n", number)),
            Text.Say("ballot.submit"),
            known is not null ? [reason] : [new Field.Choice("choice", Text.Say("ballot.choice"), options) { Required = true, Value = standing?.Choice }, reason])
        {
            Args = opener.Args,
            Opener = opener,
        };
    }

    /// <summary>The form again, with what is missing.</summary>
    public static Reply Mend(string partnership, int number, Method method, string choice, string? reason, int round = 1)
    {
        var known = method.Choices.Contains(choice);
        var form = Of(partnership, number, method, known ? choice : null, null, round);
        var filled = form with { Fields = [.. form.Fields.Select(f => f.Id == "reason" ? f with { Value = reason } : f)] };
        var errors = new Dictionary<string, Text>();
        if (!known)
        {
            errors["choice"] = Text.Say("ballot.choice.missing");
        }

        if (reason?.Length > MaxReason)
        {
            errors["reason"] = Text.Say("ballot.reason.long", ("max", MaxReason));
        }
        else if (known && reason is null && method.NeedsReason(choice))
        {
            errors["reason"] = Text.Say("ballot.reason.missing");
        }

        return new Reply.Correct(filled, errors);
    }
}
