using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Principles;

/// <summary>Makes decisions of what is to become of the principles: in words they are put at once, by a form they are looked at first.</summary>
public sealed class PrincipleProposals(PutProposal put, PreviewProposal preview, PrincipleWords words)
{
    private const int MostYears = 20;
    private const string TermsField = "terms";

    /// <summary>The words as they are read and written.</summary>
    public PrincipleWords Words => words;

    /// <summary>The proposal that says it.</summary>
    /// <param name="matter">What is to become of which.</param>
    /// <param name="title">What it is called.</param>
    /// <param name="said">What it says; of one that is retired, why.</param>
    /// <param name="terms">How it is decided.</param>
    /// <param name="language">In which language it is put.</param>
    /// <param name="now">What the one is called now that is revised or retired; null for the title.</param>
    public Proposal Of(PrincipleMatter matter, Text title, Text said, Proposal terms, string? language, Text? now = null)
    {
        ArgumentNullException.ThrowIfNull(matter);
        ArgumentNullException.ThrowIfNull(terms);
        return terms with { Text = words.Put(matter.Act, matter.Number, title, said, language), Matter = matter.ToMatter(now ?? title) };
    }

    /// <summary>What is wrong with it, by field of its form.</summary>
    public async Task<Dictionary<string, Text>> Problems(Request request, Seat seat, Proposal proposal, string? review, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(seat);
        var problems = new Dictionary<string, Text>();
        foreach (var (field, problem) in await put.Problems(request, seat, proposal, cancellation))
        {
            problems.TryAdd(field switch { "text" or "closes" => field, "method" or "options" => "method", _ => TermsField }, problem);
        }

        if (review is not null and not AdoptForm.NoReview)
        {
            // A span is counted from the day that it is decided.
            var zone = Decent.Zone(seat.Partnership.TimeZone);
            var from = (problems.ContainsKey("closes") ? request.At : proposal.Closes.From(request.At, zone)).InZone(zone).Date;
            var day = review.Length > PrincipleMatter.MaxReview ? null : TimeWords.Date(review, from);
            if (day is null || day <= from || day > from.PlusYears(MostYears))
            {
                problems["review"] = day is null ? Text.Say("statement.review.unclear", ("typed", review)) : Text.Say("principle.review.range", ("max", MostYears));
            }
        }

        return problems;
    }

    /// <summary>The form again with what is wrong. What was typed of terms that the form has no field for cannot be put right in it: it begins anew without them.</summary>
    public static Reply Correct(Func<Filled, Form> form, Filled filled, Dictionary<string, Text> problems)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(problems);
        return problems.ContainsKey(TermsField) ? new Reply.Correct(form(filled with { Kept = Proposal.Blank }), problems).Anew : new Reply.Correct(form(filled), problems);
    }

    /// <summary>Puts it, or shows it to its author first.</summary>
    public async Task<Reply> Put(Request request, Seat seat, Proposal proposal, CancellationToken cancellation) => request is Request.Said
        ? seat.Answer((await put.Put(request, seat, proposal, cancellation)).Reply)
        : await preview.Keep(request, seat, proposal, cancellation);
}
