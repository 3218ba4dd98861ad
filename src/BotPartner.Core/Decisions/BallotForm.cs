using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>The form for a ballot with a reason.</summary>
public static class BallotForm
{
    /// <summary>Wire name of the form and of the button that opens it.</summary>
    public const string Id = "decision.ballot";

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
    /// <param name="partnership">Its id.</param>
    /// <param name="number">Of the decision.</param>
    /// <param name="choice">The choice, which has a button of its own; null for all.</param>
    /// <param name="round">Of the decision.</param>
    /// <param name="only">Whether there is no other way to vote on the card.</param>
    public static Button Opener(string partnership, int number, string? choice, int round = 1, bool only = false)
    {
        var args = Args(partnership, number, round);
        if (choice is not null)
        {
            args["c"] = choice;
        }

        return new(Text.Say(choice is not null ? $"choice.{choice}.button" : only ? "ballot.open.button" : "ballot.with-reason"), Id, args)
        {
            OpensForm = true,
            Tone = only ? ButtonTone.Primary : ButtonTone.Plain,
        };
    }

    /// <summary>The form.</summary>
    /// <param name="partnership">Its id.</param>
    /// <param name="number">Of the decision.</param>
    /// <param name="terms">What may be chosen, and who sees it.</param>
    /// <param name="choice">The choice it was opened for, or null to ask.</param>
    /// <param name="standing">The ballot that stands, to start from.</param>
    /// <param name="round">Of the decision.</param>
    public static Form Of(string partnership, int number, Terms terms, string? choice, Ballot? standing, int round = 1) =>
        Holding(partnership, number, terms, choice is not null && terms.Method.NeedsReason(choice) ? choice : null, choice is null || terms.Method.NeedsReason(choice) ? standing?.Choice ?? choice : choice, new(standing?.Reason, standing?.Principle), round);

    /// <summary>The form again, with what is missing.</summary>
    public static Reply.Correct Mend(string partnership, int number, Terms terms, string choice, Grounds said, int round = 1)
    {
        var reading = terms.Method.Read(choice);
        var errors = new Dictionary<string, Text>();
        if (reading.Problem is { } problem)
        {
            errors[BallotFields.Blamed(terms.Method)] = problem;
        }

        if (said.Reason?.Length > Grounds.MaxReason)
        {
            errors["reason"] = Text.Say("ballot.reason.long", ("max", Grounds.MaxReason));
        }
        else if (reading.Problem is null && said.Reason is null && terms.Method.NeedsReason(choice))
        {
            errors["reason"] = Text.Say("ballot.reason.missing");
        }

        if (said.Principle?.Length > Grounds.MaxPrinciple)
        {
            errors["principle"] = Text.Say("ballot.principle.long", ("max", Grounds.MaxPrinciple));
        }

        var known = reading.Problem is null && terms.Method.NeedsReason(choice) ? choice : null;
        return new Reply.Correct(Holding(partnership, number, terms, known, choice, said, round), errors);
    }

    /// <summary>The form, holding what is said so far.</summary>
    /// <param name="partnership">Its id.</param>
    /// <param name="number">Of the decision.</param>
    /// <param name="terms">What may be chosen, and who sees it.</param>
    /// <param name="known">The choice that it does not ask for, since it was opened for it; null to ask.</param>
    /// <param name="content">What the ballot says.</param>
    /// <param name="said">What is said beside it.</param>
    /// <param name="round">Of the decision.</param>
    public static Form Holding(string partnership, int number, Terms terms, string? known, string? content, Grounds said, int round)
    {
        var words = new Field.Words("reason", Text.Say(known is null ? "ballot.reason" : "ballot.reason.object"))
        {
            Multiline = true,
            MaxLength = Grounds.MaxReason,
            Required = known is not null,
            Value = said.Reason,
            Hint = Text.Say(terms.Anonymous ? "ballot.reason.anonymous.hint" : terms.Hides ? "ballot.reason.sealed.hint" : known is null ? "ballot.reason.hint" : "ballot.reason.object.hint"),
        };
        var opener = Opener(partnership, number, known, round);
        if (known is null && !string.IsNullOrEmpty(content) && terms.Method.Read(content).Problem is null)
        {
            // Where the form opens at a press, what was chosen so far comes back with it. Not with its answers: those say it themselves.
            opener = opener with { Args = new Dictionary<string, string>(opener.Args) { ["c"] = content } };
        }

        return new(
            Id,
            Text.Say("ballot.title", ("n", number)),
            Text.Say("ballot.submit"),
            known is not null ? [words, .. Cited(terms.Method, said)] : [.. BallotFields.Of(terms.Method, content, terms.OfMembers), words, .. Cited(terms.Method, said)])
        {
            Args = Opener(partnership, number, known, round).Args,
            Opener = opener,
            Intro = terms.Anonymous ? Text.Say(known is null && terms.Method.Id == Method.RankId ? "ballot.anonymous.rank.intro" : "ballot.anonymous.intro")
                : known is null && terms.Method.Id == Method.RankId ? Text.Say("ballot.rank.intro")
                : null,
        };
    }

    /// <summary>The form where it is opened: in the place of one group it says that not only the group reads what is said in it.</summary>
    /// <param name="space">Whether it is opened in such a place.</param>
    /// <param name="terms">Who sees it.</param>
    /// <param name="form">The form.</param>
    public static Form ReadIn(bool space, Terms terms, Form form)
    {
        if (!space)
        {
            return form;
        }

        var readers = Text.Say(terms.Anonymous ? "ballot.space.anonymous" : terms.Hides ? "ballot.space.sealed" : "ballot.space.open");
        return form with { Intro = form.Intro is { } intro ? new Text.Joined([intro, " ", readers]) : readers };
    }

    /// <summary>Who objects may name the principle that is at stake.</summary>
    private static IEnumerable<Field> Cited(Method method, Grounds said) => method.Choices.Any(method.NeedsReason)
        ? [new Field.Words("principle", Text.Say("ballot.principle")) { MaxLength = Grounds.MaxPrinciple, Value = said.Principle, Hint = Text.Say("ballot.principle.hint") }]
        : [];
}
