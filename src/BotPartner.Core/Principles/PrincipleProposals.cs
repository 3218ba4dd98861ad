using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Principles;

/// <summary>Makes decisions of what is to become of the principles: in words they are put at once, by a form they are looked at first.</summary>
public sealed class PrincipleProposals(PutProposal put, PreviewProposal preview, PrincipleWords words)
{
    private const int MostYears = 20;

    /// <summary>The words as they are read and written.</summary>
    public PrincipleWords Words => words;

    /// <summary>The proposal that says it.</summary>
    /// <param name="matter">What is to become of which.</param>
    /// <param name="title">What it is called.</param>
    /// <param name="said">What it says; of one that is retired, why.</param>
    /// <param name="terms">How it is decided.</param>
    /// <param name="language">In which language it is put.</param>
    public Proposal Of(PrincipleMatter matter, Text title, Text said, Proposal terms, string? language)
    {
        ArgumentNullException.ThrowIfNull(matter);
        ArgumentNullException.ThrowIfNull(terms);
        return terms with { Text = words.Put(matter.Act, matter.Number, title, said, language), Matter = matter.ToMatter() };
    }

    /// <summary>What is wrong with it, by field of its form.</summary>
    public async Task<Dictionary<string, Text>> Problems(Request request, Seat seat, Proposal proposal, string? review, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(seat);
        var problems = new Dictionary<string, Text>();
        foreach (var (field, problem) in await put.Problems(request, seat, proposal, cancellation))
        {
            problems.TryAdd(field is "text" or "closes" ? field : "method", problem);
        }

        if (review is not null)
        {
            var today = request.At.InZone(Decent.Zone(seat.Partnership.TimeZone)).Date;
            var day = review.Length > PrincipleMatter.MaxReview ? null : TimeWords.Date(review, today);
            if (day is null || day <= today || day > today.PlusYears(MostYears))
            {
                problems["review"] = day is null ? Text.Say("statement.review.unclear", ("typed", review)) : Text.Say("statement.review.range", ("max", MostYears));
            }
        }

        return problems;
    }

    /// <summary>Puts it, or shows it to its author first.</summary>
    public async Task<Reply> Put(Request request, Seat seat, Proposal proposal, CancellationToken cancellation) => request is Request.Said
        ? seat.Answer((await put.Put(request, seat, proposal, cancellation)).Reply)
        : await preview.Keep(request, seat, proposal, cancellation);
}
