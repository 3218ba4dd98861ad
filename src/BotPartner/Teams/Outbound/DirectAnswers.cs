using BotPartner.Teams.Inbound;
using NodaTime;
using Polly;
using Polly.Retry;

namespace BotPartner.Teams.Outbound;

/// <summary>Sends answers to those who asked, soon after they were acknowledged; tries a few times and then lets it be.</summary>
public sealed partial class DirectAnswers
{
    private const int Retries = 4;
    private static readonly Duration LongestWait = Duration.FromSeconds(30);

    private readonly Answers answers;
    private readonly Connector connector;
    private readonly ILogger<DirectAnswers> log;
    private readonly ResiliencePipeline<ConnectorAnswer> patience;

    /// <summary>Waits by the given time.</summary>
    public DirectAnswers(Answers answers, Connector connector, TimeProvider time, ILogger<DirectAnswers> log)
    {
        this.answers = answers;
        this.connector = connector;
        this.log = log;
        patience = new ResiliencePipelineBuilder<ConnectorAnswer> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<ConnectorAnswer>
            {
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(10),
                // Not after a timeout: the message may have arrived, and nobody wants an answer twice.
                ShouldHandle = a => ValueTask.FromResult(
                    a.Outcome.Result is { Passing: true, Status: not ConnectorAnswer.TimedOut } r && !(r.RetryAfter > LongestWait)),
                DelayGenerator = a => ValueTask.FromResult(a.Outcome.Result?.RetryAfter?.ToTimeSpan()),
            })
            .Build();
    }

    /// <summary>Sends to the conversation that the activity came from, its thread included.</summary>
    /// <param name="to">The activity that is answered.</param>
    /// <param name="render">Called later, so that the acknowledgement need not wait for it.</param>
    public void Post(Activity to, Func<ReadOnlyMemory<byte>> render) => Post(to, _ => Task.FromResult(render()));

    /// <summary>Sends to the conversation that the activity came from, its thread included.</summary>
    /// <param name="to">The activity that is answered.</param>
    /// <param name="render">Called later; may take its time.</param>
    public void Post(Activity to, Func<CancellationToken, Task<ReadOnlyMemory<byte>>> render)
    {
        var (service, conversation) = (to.ServiceUrl!, to.Conversation!.Id!);
        answers.Later(async cancellation =>
        {
            var message = await render(cancellation);
            var answer = await patience.ExecuteAsync(
                async c => await connector.Send(service, conversation, message, c), cancellation);
            if (!answer.Done)
            {
                LogLost(log, answer.Status, answer.Code);
            }
        });
    }

    [LoggerMessage(103, LogLevel.Warning, "An answer did not reach Teams: {Status} {Code}")]
    private static partial void LogLost(ILogger log, int status, string? code);
}
