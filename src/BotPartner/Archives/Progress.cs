namespace BotPartner.Archives;

/// <summary>Says about once a second how far the work has come.</summary>
internal sealed class Progress(TextWriter to, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly long began = time.GetTimestamp();
    private long said = time.GetTimestamp();

    /// <summary>How long it has taken so far.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(began);

    /// <summary>Says something at once.</summary>
    public void Say(string line) => to.WriteLine(line);

    /// <summary>Says how many documents are done, if it was last said a while ago.</summary>
    public void Passed(string doing, Tally tally)
    {
        if (time.GetElapsedTime(said) < Pause)
        {
            return;
        }

        said = time.GetTimestamp();
        to.WriteLine(string.Create(null, $"{doing}: {tally.Documents:N0} documents, {tally.Bytes / 1e6:N1} MB"));
    }
}
